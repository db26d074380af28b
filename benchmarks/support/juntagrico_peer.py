"""juntagrico with the same members and unpaid shares: run by the interpreter of an environment of its own, never by ours.

It migrates into a schema beside ours, takes our members over by SQL, signs an administrator in and then answers each path it
is told on standard input with the milliseconds of one page, its bytes and its rows. The page is asked for in the process
itself, without a web server between: what HTTP costs is not counted against it.
"""

import json
import os
import sys
import time
import types

import django
from django.conf import settings
from django.urls import include, path

_PEOPLE = """
INSERT INTO auth_user (id, password, is_superuser, username, first_name, last_name, email, is_staff, is_active, date_joined)
SELECT row_number() OVER (ORDER BY p.id) + 1, '!', false, 'm' || row_number() OVER (ORDER BY p.id), '', '', '', false, true,
    now()
FROM public.parties p JOIN public.members m ON (m.org_id, m.party_id) = (p.org_id, p.id) WHERE p.org_id = %s
"""
_MEMBERS = """
INSERT INTO juntagrico_member (id, user_id, first_name, last_name, email, addr_street, addr_zipcode, addr_location, phone,
    mobile_phone, iban, confirmed, reachable_by_email, notes, signup_comment)
SELECT n, n, left(p.name, 30), left(p.name, 30), 'm' || n || '@example.com', left(coalesce(p.address, ''), 100), '94000',
    left(coalesce(p.hamlet, ''), 50), coalesce(p.phone, ''), '', '', true, true, '', ''
FROM (SELECT p.*, row_number() OVER (ORDER BY p.id) + 1 AS n
    FROM public.parties p JOIN public.members m ON (m.org_id, m.party_id) = (p.org_id, p.id) WHERE p.org_id = %s) p
"""
_UNPAID = """
SELECT n FROM (SELECT p.id, row_number() OVER (ORDER BY p.id) + 1 AS n
    FROM public.parties p JOIN public.members m ON (m.org_id, m.party_id) = (p.org_id, p.id) WHERE p.org_id = %s) p
JOIN public.holdings h ON h.org_id = %s AND h.party_id = p.id WHERE h.pledged_dong > h.paid_dong
"""


def configure() -> None:
    """A Django project of the least that juntagrico needs."""
    routes = types.ModuleType("peer_routes")
    sys.modules["peer_routes"] = routes
    settings.configure(
        SECRET_KEY="bench",  # noqa: S106 - of a project that lives as long as the benchmark
        ALLOWED_HOSTS=["testserver"],
        ROOT_URLCONF="peer_routes",
        USE_TZ=True,
        STATIC_URL="/static/",
        SITE_ID=1,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        CRISPY_TEMPLATE_PACK="bootstrap4",
        EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend",
        INSTALLED_APPS=[
            "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.sites",
            "django.contrib.messages", "django.contrib.staticfiles", "juntagrico.apps.JuntagricoAdminConfig", "impersonate",
            "juntagrico", "crispy_forms", "crispy_bootstrap4", "adminsortable2", "django_select2", "polymorphic",
            "import_export", "djrichtextfield",
        ],
        MIDDLEWARE=[
            "django.middleware.common.CommonMiddleware", "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware", "django.contrib.sites.middleware.CurrentSiteMiddleware",
            "impersonate.middleware.ImpersonateMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        *(f"django.template.context_processors.{one}" for one in (
                            "debug", "i18n", "media", "request", "static", "tz",
                        )),
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages", "juntagrico.context_processors.vocabulary",
                    ]
                },
            }
        ],
        AUTHENTICATION_BACKENDS=["juntagrico.util.auth.AuthenticateWithEmail", "django.contrib.auth.backends.ModelBackend"],
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
    )  # fmt: skip
    django.setup()
    # Django's modules can be imported once it is configured, and not before.
    from django.contrib import admin  # noqa: PLC0415

    routes.urlpatterns = [  # type: ignore[attr-defined]
        path("admin/", admin.site.urls),
        path("impersonate/", include("impersonate.urls")),
        path("", include("juntagrico.urls")),
    ]


def fill(org_id: str):
    """The organization's members, a share for each of those who have not paid all; the administrator's browser."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from juntagrico.entity.member import Member  # noqa: PLC0415
    from juntagrico.entity.share import Share  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    admin = get_user_model().objects.create_superuser("bench", "bench@example.com", "bench")
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, [org_id])
        cursor.execute(_MEMBERS, [org_id])
        cursor.execute(_UNPAID, [org_id, org_id])
        unpaid = [row[0] for row in cursor.fetchall()]
    for member_id in unpaid:  # a share has its row in two tables, so no bulk_create
        Share.objects.create(member_id=member_id)
    # Whoever looks at the pages is a member as well; the first one is the administrator.
    Member.objects.filter(id=Member.objects.order_by("id").values("id")[:1]).update(user=admin)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client()
    client.force_login(admin, backend="django.contrib.auth.backends.ModelBackend")
    return client


def main() -> None:
    """Fill, say that it is ready, then answer turns: a path in, figures out."""
    configure()
    client = fill(os.environ["PEER_ORG"])
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        began = time.perf_counter()
        answer = client.get(line.strip())
        content = answer.content
        milliseconds = (time.perf_counter() - began) * 1_000
        told = {"milliseconds": milliseconds, "status": answer.status_code, "bytes": len(content)}
        print(json.dumps(told | {"rows": content.count(b"<tr") - 1}), flush=True)


if __name__ == "__main__":
    main()
