"""What a worker does: ``manage.py db_worker --backend deliveries``.

Arguments are keys: no address stands in the tables of the queue. Queues that were
filled by earlier versions know the tasks by this module.
"""

from portal.subscriptions.announcing import announce_correction, announce_release
from portal.subscriptions.deliveries import deliver
from portal.subscriptions.notices import send_notice

__all__ = ["announce_correction", "announce_release", "deliver", "send_notice"]
