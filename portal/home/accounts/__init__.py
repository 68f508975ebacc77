"""Who may look after which accounts and groups in the admin."""
