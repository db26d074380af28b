"""What is settled when a membership ends: debts and duties, the capital that is returned, and the heirs of who died.

Law 17/2023/QH15 Arts. 33.4, 40.8, 64.5, 90. The end itself is recorded by `hoptac.members.terminations`; here capital follows:
the certificate is withdrawn, the unpaid pledge is owed no more, refunds and inheritances take their course. Tables:
termination_heirs, pledge_cancellations.
"""
