"""Addresses of receipts, seals and the whole trail."""

from django.urls import path

from huiyin.web.proof import receipts, trail

urlpatterns = [
    path("cases/<slug:key>/receipt/", receipts.case_receipt, name="case_receipt"),
    path("receipts/", receipts.check, name="receipt_check"),
    path("receipts/check_receipt.py", receipts.script, name="receipt_script"),
    path("receipts/<str:code>/", receipts.receipt, name="receipt"),
    path("receipts/<str:code>/<str:form>/", receipts.receipt_file, name="receipt_file"),
    path("seals/", trail.seals, name="seals"),
    path("seals/roots.txt", trail.roots, name="seal_roots"),
    path("audit/", trail.audit, name="audit_trail"),
]
