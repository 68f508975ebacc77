"""Things with rows of their own that the admin's choosers find."""

from modelcluster.models import ClusterableModel
from wagtail.search import index


class IndexedCluster(index.Indexed, ClusterableModel):
    """A thing that is found by the words of its rows, such as names.

    Wagtail would index when the thing is saved, which is before its rows are; this
    indexes when they are there. What is deleted leaves the index as what refers to it.
    """

    search_auto_update = False

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        super().save(*args, **kwargs)
        index.insert_or_update_object(self)
