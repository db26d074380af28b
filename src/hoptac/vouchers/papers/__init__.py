"""Papers: the documents behind vouchers (photos, PDF files, e-invoices), and the e-invoices received.

Legal basis: Accounting Law 88/2015/QH13 Art. 16 and 18 (a voucher and what proves it); Decree 174/2016/NĐ-CP Art. 12–15
(how long documents are kept); Decree 254/2026/NĐ-CP and TT 91/2026/TT-BTC (e-invoices as XML). Files are the stored files
of `hoptac.kit.imports`: one of the same bytes is kept once. A document lies on a voucher, or on an entry that was posted
from another room; what lies on something posted stays there for good, which the database sees to.

Tables: voucher_documents, document_marks, received_invoices.
"""
