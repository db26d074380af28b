"""What any such app could reuse: database, tenancy, money, calendar, errors, forms, pages, permissions, audit, jobs."""
