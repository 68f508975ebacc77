"""Check a PDF by the rules of PDF/UA-1 (ISO 14289-1), with a checker that is not ours."""

import page


def find_faults(document: bytes) -> list[str]:
    """Return what the standard for accessible documents finds wrong in a PDF."""
    report = page.validate_pdf_bytes(document, profile=page.ValidationProfile.PDF_UA_1)
    return [f"{one.rule_id}: {one.message}" for one in report.failures]
