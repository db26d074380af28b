"""What a cooperative discloses to its members: each document with the days on which it was issued, was due, hung and came
down (Law 17/2023/QH15 Art. 14). Table: `disclosures`."""
