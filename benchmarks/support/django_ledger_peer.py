"""django-ledger over the same entries: run by the interpreter of an environment of its own, never by ours.

It migrates into a schema beside ours, opens the accounts that our lines name, takes the entries over by SQL and then draws
up its balance sheet as often as it is told to on standard input, answering with the milliseconds of one on standard output.
Its environment says where the database is and whose entries to take.
"""

import json
import os
import sys
import time
from datetime import date

import django
from django.conf import settings

# Our account → their role, its side, and the digit that its code must begin with.
_ROLES = {
    "111": ("asset_ca_cash", "debit", "1"), "112": ("asset_ca_cash", "debit", "1"),
    "131": ("asset_ca_recv", "debit", "1"), "133": ("asset_ca_prepaid", "debit", "1"),
    "154": ("asset_ca_inv", "debit", "1"), "156": ("asset_ca_inv", "debit", "1"),
    "331": ("lia_cl_acc_payable", "credit", "2"), "333": ("lia_cl_taxes_payable", "credit", "2"),
    "334": ("lia_cl_wages_payable", "credit", "2"), "511": ("in_operational", "credit", "4"),
    "512": ("in_operational", "credit", "4"), "611": ("cogs_regular", "debit", "5"),
    "612": ("cogs_regular", "debit", "5"), "642": ("ex_regular", "debit", "6"),
}  # fmt: skip
_JOURNAL_ENTRIES = """
INSERT INTO django_ledger_journalentrymodel (uuid, created, updated, je_number, timestamp, description, activity, origin,
    posted, locked, is_closing_entry, ledger_id)
SELECT id, now(), now(), 'JE-' || position, entry_on + interval '12 hours', description, 'op', '', true, true, false, %s
FROM public.entries WHERE org_id = %s
"""
_TRANSACTIONS = """
INSERT INTO django_ledger_transactionmodel (uuid, created, updated, tx_type, amount, description, cleared, reconciled,
    journal_entry_id, account_id)
SELECT gen_random_uuid(), now(), now(), side, amount_dong, '', false, false, entry_id, a.uuid
FROM public.lines, LATERAL (VALUES ('debit', debit_account), ('credit', credit_account)) sides (side, code)
    JOIN django_ledger_accountmodel a ON a.name = sides.code
WHERE org_id = %s
"""


def configure() -> None:
    """A Django project of the least that django-ledger needs."""
    settings.configure(
        SECRET_KEY="bench",  # noqa: S106 - of a project that lives as long as the benchmark
        USE_TZ=True,
        DJANGO_LEDGER_USE_DEPRECATED_BEHAVIOR=False,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django_ledger"],
        CACHES={"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}},
        LOGIN_URL="/",
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": os.environ["PEER_DATABASE"],
                "HOST": os.environ["PEER_HOST"],
                "PORT": os.environ["PEER_PORT"],
                "USER": "postgres",
                "CONN_MAX_AGE": None,
                "OPTIONS": {"options": f"-c search_path={os.environ['PEER_SCHEMA']}"},
            }
        },
    )
    django.setup()


def fill(org_id: str):
    """The entity with the organization's accounts and entries."""
    # Django's modules can be imported once it is configured, and not before.
    from django.contrib.auth import get_user_model  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django_ledger.models import EntityModel  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    admin = get_user_model().objects.create_user("bench")
    entity = EntityModel.create_entity(name="Bench", use_accrual_method=True, admin=admin, fy_start_month=1)
    chart = entity.create_chart_of_accounts(assign_as_default=True, coa_name="TT 71", commit=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT debit_account FROM public.lines WHERE org_id = %s UNION "
                       "SELECT credit_account FROM public.lines WHERE org_id = %s ORDER BY 1", [org_id, org_id])  # fmt: skip
        for (code,) in cursor.fetchall():
            role, side, digit = _ROLES[code[:3]]
            account = {"code": digit + code, "role": role, "name": code, "balance_type": side}
            entity.create_account(**account, active=True, coa_model=chart)
        ledger = entity.create_ledger(name="Books", posted=True)
        cursor.execute(_JOURNAL_ENTRIES, [ledger.uuid, org_id])
        cursor.execute(_TRANSACTIONS, [org_id])
        cursor.execute("ANALYZE")
    return entity, admin


def main() -> None:
    """Fill, say what the cash account holds, then answer turns: 'year month day repeats' in, milliseconds out."""
    configure()
    entity, admin = fill(os.environ["PEER_ORG"])
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        year, month, day, repeats = map(int, line.split())
        asked = {"to_date": date(year, month, day), "user_model": admin, "entity_slug": entity.slug}
        began = time.perf_counter()
        for _repeat in range(repeats):
            found = entity.digest_balance_sheet(**asked).get_io_data()
        milliseconds = (time.perf_counter() - began) / repeats * 1_000
        balances = {one["code"][1:]: int(one["balance"]) for one in found["accounts"]}
        print(json.dumps({"milliseconds": milliseconds, "balances": balances}), flush=True)


if __name__ == "__main__":
    main()
