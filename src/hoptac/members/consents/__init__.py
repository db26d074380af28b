"""What people let the organization do with their data beyond what the law asks of it, and when they took it back.

Legal basis: Law 91/2025/QH15 Arts. 9–10; Decree 356/2025/NĐ-CP Art. 6. The member register (Law 17/2023/QH15 Art. 15) and the
books need no consent. Table: consents, written once: giving and taking back are two rows.
"""
