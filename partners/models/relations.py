"""How institutions are tied to each other, and when such ties make no sense."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey

from partners.models.institutions import Institution
from partners.validity import Interval, Validity

# Where one gets from a relation, by its place in a list, and when.
Walk = tuple[int, int, Interval]


class InstitutionRelation(Validity):
    """How one institution is tied to another."""

    class Kind(models.TextChoices):
        PART_OF = "part_of", _("is part of")
        MEMBER_OF = "member_of", _("is a member of")
        FOUNDED_BY = "founded_by", _("was founded by")
        HOSTED_BY = "hosted_by", _("is hosted by")
        OPERATED_BY = "operated_by", _("is operated by")
        FUNDED_BY = "funded_by", _("is funded by")
        COOPERATES_WITH = "cooperates_with", _("cooperates with")
        JOINTLY_WITH = "jointly_with", _("is run jointly with")
        SUCCESSOR_OF = "successor_of", _("is the successor of")
        AFFILIATED_INSTITUTE_OF = (
            "affiliated_institute_of",
            _("is an affiliated institute of"),
        )

    # The same tie, read from the other side.
    REVERSED = {
        Kind.PART_OF: _("includes"),
        Kind.MEMBER_OF: _("has the member"),
        Kind.FOUNDED_BY: _("founded"),
        Kind.HOSTED_BY: _("hosts"),
        Kind.OPERATED_BY: _("operates"),
        Kind.FUNDED_BY: _("funds"),
        Kind.COOPERATES_WITH: _("cooperates with"),
        Kind.JOINTLY_WITH: _("is run jointly with"),
        Kind.SUCCESSOR_OF: _("was succeeded by"),
        Kind.AFFILIATED_INSTITUTE_OF: _("has the affiliated institute"),
    }

    institution = ParentalKey(
        Institution, on_delete=models.CASCADE, related_name="relations"
    )
    kind = models.CharField(_("kind"), max_length=24, choices=Kind)
    target = models.ForeignKey(
        Institution,
        verbose_name=_("institution"),
        on_delete=models.PROTECT,
        related_name="reverse_relations",
    )
    share_percent = models.DecimalField(
        _("share in percent"), max_digits=5, decimal_places=2, null=True, blank=True
    )

    class Meta(Validity.Meta):
        abstract = False
        ordering = ["pk"]
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        constraints = [
            *Validity.Meta.constraints,
            models.CheckConstraint(
                condition=Q(share_percent__isnull=True)
                | Q(share_percent__gt=0, share_percent__lte=100, kind="funded_by"),
                name="partners_institutionrelation_share",
            ),
            models.CheckConstraint(
                condition=~Q(institution=models.F("target")),
                name="partners_institutionrelation_not_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution} {self.get_kind_display()} {self.target}"

    def clean(self) -> None:
        super().clean()
        errors = {}
        share = self.share_percent
        if share is not None and self.kind != self.Kind.FUNDED_BY:
            errors["share_percent"] = _("Only a funder has a share.")
        elif share is not None and not 0 < share <= 100:
            errors["share_percent"] = _(
                "A share is more than 0 and at most 100 percent."
            )
        if self.target_id and self.target_id == self.institution_id:
            errors["target"] = _("An institution has no relation with itself.")
        if errors:
            raise ValidationError(errors)

    @property
    def reversed_kind(self) -> str | Promise:
        """The tie as the target would put it."""
        return self.REVERSED[self.Kind(self.kind)]

    def exceeds_shares(self, relations: list[InstitutionRelation]) -> bool:
        """Tell whether the shares that hold when this one starts sum to over 100."""
        if not self.share_percent:
            return False
        shares = [
            relation.share_percent
            for relation in relations
            if relation.share_percent
            and relation.kind == self.Kind.FUNDED_BY
            and self._holds_at_start_of(relation)
        ]
        return sum(shares, Decimal()) > 100

    def _holds_at_start_of(self, other: InstitutionRelation) -> bool:
        """Tell whether another relation holds on this one's first day."""
        if self.valid_from is None:
            return other.valid_from is None
        return other.holds_on(self.valid_from)

    @classmethod
    def in_circles(
        cls, institution: Institution, relations: list[InstitutionRelation]
    ) -> list[InstitutionRelation]:
        """Return those of an institution's relations that make it part of itself.

        The relations given are those that it is about to have, saved or not.
        """
        return cls.closing_circles([institution.pk] * len(relations), relations)

    @classmethod
    def closing_circles(
        cls, starts: Sequence[int | None], relations: list[InstitutionRelation]
    ) -> list[InstitutionRelation]:
        """Return the relations, each from its start, that lead back to the start.

        A circle exists only if all its ties share a day. The ties that follow a
        relation come from the database, with one query per level for all.
        """
        walks = {
            (number, relation.target_id, relation.interval)
            for number, relation in enumerate(relations)
            if relation.kind == cls.Kind.PART_OF and starts[number]
        }
        seen: set[Walk] = set()
        circular: set[int] = set()
        while walks:
            closed = {walk for walk in walks if walk[1] == starts[walk[0]]}
            circular |= {number for number, _reached, _time in closed}
            seen |= walks
            walks = cls._one_further(walks - closed) - seen
        return [relations[number] for number in sorted(circular)]

    @classmethod
    def _one_further(cls, walks: set[Walk]) -> set[Walk]:
        """Follow every walk to what its end was part of in the time of the walk."""
        ends = {reached for _number, reached, _time in walks}
        ties = defaultdict(list)
        for tie in cls.objects.filter(kind=cls.Kind.PART_OF, institution__in=ends):
            ties[tie.institution_id].append(tie)
        return {
            (number, tie.target_id, shared)
            for number, reached, time in walks
            for tie in ties[reached]
            if (shared := time.shared_with(tie.interval))
        }
