"""One list of what waits for a person, across all the organizations they have a seat in.

An accountant of four cooperatives sees in one place which vouchers wait for approval, which months are not locked and
which statements are due. Nothing is kept here: each organization is entered and asked in turn. No table.
"""
