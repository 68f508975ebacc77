"""The picture of a partnership's timeline, as numbers that a template draws."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from partners.lettering import shortened, text_width
from partners.models import Partnership
from partners.terms import Event, EventKind, Term
from partners.timeline.axis import Axis, Span, span_of
from partners.timeline.events import Lane, lanes, own_events
from partners.validity import today

# In pixels at natural size.
PLOT_WIDTH = 700
MOST_GUTTER = 230
GAP = 14
LETTERS, SMALL_LETTERS = 13, 12
AXIS_HEIGHT = 26
LABEL_HEIGHT = 36
TERM_HEIGHT = 26
LANE_HEIGHT = 38
LEAST_WIDTH = 2.0
# With more lanes than this the years stand below the picture once more.
LANES_IN_VIEW = 10


@dataclass(frozen=True)
class Point:
    """An event of the term: a dot on its day, or a bar as long as it is uncertain."""

    event: Event
    x: float
    width: float
    label_y: float


@dataclass(frozen=True)
class Piece:
    """A part of a bar: ``known``, ``vague`` (some day in it) or ``undated``."""

    style: str
    x: float
    width: float


@dataclass
class DrawnLane:
    """A lane with its caption and bars; arrows stand where an end is open."""

    caption: str
    detail: str
    y: float
    pieces: list[Piece] = field(default_factory=list)
    open_starts: list[float] = field(default_factory=list)
    open_ends: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Drawing:
    """Everything on the picture, with its natural size."""

    width: int
    height: int
    axis_y: float
    ticks: list[tuple[int, float]]
    repeats_years: bool
    today_x: float | None
    term: DrawnLane
    points: list[Point]
    lanes: list[DrawnLane]

    @property
    def signs(self) -> set[str]:
        """What a reader needs explained: styles of pieces, open, derived, today."""
        drawn = [self.term, *self.lanes]
        signs = {piece.style for lane in drawn for piece in lane.pieces}
        signs |= {"open" for lane in drawn if lane.open_starts or lane.open_ends}
        signs |= {"today"} if self.today_x is not None else set()
        signs |= {"derived" for point in self.points if point.event.is_derived}
        return signs | {"vague" for point in self.points if point.width}


def draw(partnership: Partnership, day: date | None = None) -> Drawing | None:
    """Return the timeline as it looks on a day (today), None where no day is known."""
    now = span_of(day or today()).start
    shown = lanes(partnership)
    events = own_events(partnership)
    spans = [span_of(event.day, event.precision) for event in events if event.day]
    spans += [
        span for lane in shown for term in lane.terms for span in _ends(term) if span
    ]
    if not spans:
        return None
    has_ended = any(event.kind == EventKind.ENDED for event in events)
    if not has_ended:
        spans.append(Span(now, now))
    gutter = _gutter(shown)
    axis = Axis.around(spans, gutter, PLOT_WIDTH)
    return _Painter(axis, events, shown, now).picture()


def _ends(term: Term) -> tuple[Span | None, Span | None]:
    """Return the times in which a term begins and ends, as far as known."""
    return (
        span_of(term.first, term.first_precision) if term.first else None,
        span_of(term.last, term.last_precision) if term.last else None,
    )


def _gutter(shown: list[Lane]) -> int:
    """Return how much room the captions of the lanes take at the left."""
    widths = [text_width(lane.name, LETTERS, is_bold=True) for lane in shown]
    widths += [text_width(lane.detail, SMALL_LETTERS) for lane in shown]
    return round(min(max(widths, default=0), MOST_GUTTER)) + GAP


class _Painter:
    """Places everything along one axis."""

    def __init__(
        self, axis: Axis, events: list[Event], shown: list[Lane], now: float
    ) -> None:
        self.axis = axis
        self.events = events
        self.shown = shown
        self.now = now
        self.begin, self.end, self.is_open = self._term()

    def picture(self) -> Drawing:
        rows = self._label_rows()
        labels_height = LABEL_HEIGHT * (max(rows, default=-1) + 1)
        term_y = AXIS_HEIGHT + labels_height + TERM_HEIGHT / 2
        points = [
            self._point(event, term_y - TERM_HEIGHT / 2 - LABEL_HEIGHT * row)
            for event, row in zip(self.events, rows, strict=True)
        ]
        top = AXIS_HEIGHT + labels_height + TERM_HEIGHT
        drawn = [
            self._lane(lane, top + LANE_HEIGHT * (n + 0.5))
            for n, lane in enumerate(self.shown)
        ]
        bottom = top + LANE_HEIGHT * len(drawn)
        repeats = len(drawn) > LANES_IN_VIEW
        reach = [point.x + self._label_width(point.event) for point in points]
        in_range = self.axis.first <= self.now <= self.axis.last
        return Drawing(
            width=round(max([self.axis.right, *reach]) + 2 * GAP),
            height=round(bottom + (AXIS_HEIGHT if repeats else GAP)),
            axis_y=AXIS_HEIGHT,
            ticks=[(year, self.axis.x(year)) for year in self.axis.ticks()],
            repeats_years=repeats,
            today_x=self.axis.x(self.now) if in_range else None,
            term=self._term_lane(term_y),
            points=points,
            lanes=drawn,
        )

    def _term(self) -> tuple[float, float, bool]:
        """Return where the term begins and ends, and whether it goes on."""
        spans = {
            event.kind: span_of(event.day, event.precision)
            for event in self.events
            if event.day
        }
        first = spans.get(EventKind.STARTED) or spans.get(EventKind.ANNOUNCED)
        begin = first.start if first else float(self.axis.first)
        for kind in (EventKind.ENDED, EventKind.COMMITTED):
            if kind in spans and spans[kind].end > begin:
                return begin, spans[kind].end, False
        is_ahead = begin >= self.now
        return begin, float(self.axis.last) if is_ahead else self.now, True

    def _term_lane(self, y: float) -> DrawnLane:
        lane = DrawnLane("", "", y)
        if self.events:
            lane.pieces.append(self._piece("known", self.begin, self.end))
            lane.open_ends += [self.axis.x(self.end)] if self.is_open else []
        return lane

    def _lane(self, lane: Lane, y: float) -> DrawnLane:
        room = self.axis.left - GAP
        drawn = DrawnLane(
            shortened(lane.name, LETTERS, room, is_bold=True),
            shortened(lane.detail, SMALL_LETTERS, room),
            y,
        )
        for term in lane.terms:
            self._add_bar(drawn, *_ends(term))
        # Two roles at the same time are one bar.
        drawn.pieces = list(dict.fromkeys(drawn.pieces))
        drawn.open_starts = list(dict.fromkeys(drawn.open_starts))
        drawn.open_ends = list(dict.fromkeys(drawn.open_ends))
        return drawn

    def _add_bar(self, lane: DrawnLane, start: Span | None, end: Span | None) -> None:
        """Add the bar of one row to a lane; what is not known is not drawn as known."""
        if start is None and end is not None:
            left = self.begin if self.begin < end.start else float(self.axis.first)
            start = Span(left, left)
            lane.open_starts.append(self.axis.x(left))
        elif start is not None and end is None:
            right = self._open_end(start.end)
            end = Span(right, right)
            lane.open_ends.append(self.axis.x(right))
        if start is None or end is None:
            lane.pieces.append(self._piece("undated", self.begin, self.end))
            return
        if not start.is_exact:
            lane.pieces.append(self._piece("vague", start.start, start.end))
        if start.end < end.start:
            lane.pieces.append(self._piece("known", start.end, end.start))
        if not end.is_exact:
            lane.pieces.append(self._piece("vague", end.start, end.end))

    def _open_end(self, start: float) -> float:
        """Return how far a bar without an end is drawn: to today, or to the end."""
        has_ended = any(event.kind == EventKind.ENDED for event in self.events)
        candidates = (self.end if has_ended else self.now, self.end)
        return next((end for end in candidates if end > start), float(self.axis.last))

    def _piece(self, style: str, start: float, end: float) -> Piece:
        x = self.axis.x(start)
        width = max(round(self.axis.x(end) - x, 1), LEAST_WIDTH)
        return Piece(style, x, width)

    def _point(self, event: Event, label_y: float) -> Point:
        span = span_of(event.day, event.precision) if event.day else Span(0, 0)
        x = self.axis.x(span.start)
        return Point(event, x, round(self.axis.x(span.end) - x, 1), label_y)

    @staticmethod
    def _label_width(event: Event) -> float:
        day = event.shown_day + (f" ({_('derived')})" if event.is_derived else "")
        return max(
            text_width(str(event.label), LETTERS, is_bold=True),
            text_width(day, SMALL_LETTERS),
        )

    def _label_rows(self) -> list[int]:
        """Return the row of every event's label, counted upwards, without overlaps.

        From right to left: the line from a label down to its day then passes all
        labels below it at their left.
        """
        begins: list[float] = []  # where the leftmost label of each row begins
        rows = []
        for event in reversed(self.events):
            x = self._point(event, 0).x
            reach = x + self._label_width(event) + GAP
            row = next(
                (n for n, begin in enumerate(begins) if reach <= begin), len(begins)
            )
            begins[row : row + 1] = [x]
            rows.append(row)
        return rows[::-1]
