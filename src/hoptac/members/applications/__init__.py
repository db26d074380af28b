"""Applications to join: on paper or by the public online form, with what the law and the charter ask of each.

Law 17/2023/QH15 Arts. 4.17–4.19, 10.1, 30. Tables: `applications`, `application_forms`. The body that decides and the entry
in the register with its pledge are in `hoptac.capital.admitting`, since capital stands above the members.
"""
