"""Settings, from the environment. A development start needs no variable; docs/settings.md lists them."""

from cms.environment import (
    PRODUCTION,
    ROOT,
    database,
    env,
    logging,
    origin,
    read_choice,
    require_production_settings,
    signing_key,
)

if PRODUCTION:
    require_production_settings()

DEBUG: bool = env.bool("DEBUG", not PRODUCTION)
ROLE: str = read_choice("ROLE", "hub", "delivery")
SECRET_KEY: str = env.str("SECRET_KEY", "development-only-" + "0" * 50)
SIGNING_KEY: str = signing_key()
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# Public addresses. They are part of every document, so a change republishes (compile_editions).
PORT: int = env.int("PORT", 8000)
SITE_PORT: int = env.int("SITE_PORT", 8001)
SITE_URL: str = env.str("SITE_URL", f"http://localhost:{SITE_PORT}").rstrip("/")
API_URL: str = env.str("API_URL", f"http://localhost:{PORT}/api/v1").rstrip("/")
MEDIA_URL: str = env.str("MEDIA_URL", f"http://localhost:{PORT}/media/").rstrip("/") + "/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(ROOT / "var/media"))()

CLINIC_NAME: str = env.str("CLINIC_NAME", "Aftercare Demo Clinic")

_API_APPS = [
    "cms.editions",
    "cms.comments",
    "cms.feedback",
    "cms.partners",
    "cms.webhooks",
    "api",
    "rest_framework",
    "drf_spectacular",
    "corsheaders",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "cms.accounts",
]
_HUB_APPS = [
    "cms.desk",
    "cms.moving",
    "cms.publishing",
    "cms.importing",
    "cms.articles",
    "cms.library",
    "wagtail.contrib.table_block",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.locales",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    # Nobody uploads documents, but the admin does not start without it.
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks_db",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]
_API_MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "api.cors.CommentsCorsMiddleware"]
_HUB_MIDDLEWARE = [
    *_API_MIDDLEWARE,
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.middleware.AdminLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.publishing.middleware.UnitMiddleware",
]
_HUB = ROLE == "hub"
INSTALLED_APPS = [*_HUB_APPS, *_API_APPS] if _HUB else _API_APPS
MIDDLEWARE = _HUB_MIDDLEWARE if _HUB else _API_MIDDLEWARE
ROOT_URLCONF = "cms.urls" if _HUB else "api.delivery_urls"
WSGI_APPLICATION = "cms.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
            if _HUB
            else []
        },
    }
]

(ROOT / "var/static").mkdir(parents=True, exist_ok=True)
# Delivery asks the same few questions over and over.
_PREPARED: bool = not _HUB and env.bool("PREPARE_QUERIES", True)
DATABASES = {
    "default": database(env.str("DATABASE_URL", f"sqlite:///{ROOT / 'var/hub.sqlite3'}"), prepared=_PREPARED)
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
]
_REDIS = env.str("REDIS_URL", "")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": _REDIS}
    if _REDIS
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend" if _HUB else "django_tasks.backends.dummy.DummyBackend"
    }
}

LANGUAGE_CODE: str = env.str("LANGUAGE_CODE", "en")
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("es", "Español")]
USE_I18N = WAGTAIL_I18N_ENABLED = True
USE_TZ = True
TIME_ZONE: str = env.str("TIME_ZONE", "UTC")

LOGGING = logging(env.str("LOG_LEVEL", "INFO"))

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "var/static"
STATICFILES_DIRS = [("site", ROOT / "frontend/static")]
_STATIC_STORAGE = "whitenoise.storage.CompressedManifestStaticFilesStorage"
if not PRODUCTION:
    _STATIC_STORAGE = "django.contrib.staticfiles.storage.StaticFilesStorage"
    WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "cms.library.storage.KeptFiles"},
    "staticfiles": {"BACKEND": _STATIC_STORAGE},
}

WAGTAIL_SITE_NAME = "Aftercare"
WAGTAILADMIN_BASE_URL: str = env.str("ADMIN_URL", API_URL.removesuffix("/api/v1"))
WAGTAILIMAGES_IMAGE_MODEL = "library.Image"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.library.forms.ImageForm"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# A cache in front that takes PURGE requests, such as Varnish. Wagtail has other backends.
_PURGED = env.str("PURGE_URL", "")
WAGTAILFRONTENDCACHE = (
    {"proxy": {"BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend", "LOCATION": _PURGED}}
    if _PURGED
    else {}
)
LOGIN_URL = "wagtailadmin_login"

# Wiring by name, so that packages that may not import one another still meet.
PUBLISHING_UNIT = "cms.publishing.unit.unit"
PUBLISHING_PREVIEW = "cms.publishing.preview.render_preview"
PUBLISHING_REFUSAL = "cms.publishing.refusals.PublishRefused"

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_SCHEMA_CLASS": "api.contract.schema.ContractSchema",
    "EXCEPTION_HANDLER": "api.errors.problem_response",
    "URL_FORMAT_OVERRIDE": None,
    "DEFAULT_THROTTLE_RATES": {
        "comments": env.str("COMMENTS_RATE", "10/hour") or None,
        "search": env.str("SEARCH_RATE", "60/minute") or None,
        "search-keyed": env.str("KEYED_SEARCH_RATE", "1200/minute") or None,
        "partner": env.str("PARTNER_RATE", "600/minute") or None,
        "unmatched": env.str("UNMATCHED_RATE", "200/hour") or None,
    },
    "NUM_PROXIES": env.int("NUM_PROXIES", 0),
}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.1",
    "SERVERS": [{"url": API_URL}],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SCHEMA_PATH_PREFIX_TRIM": True,
    "PREPROCESSING_HOOKS": ["api.contract.hooks.keep_ours"],
    "POSTPROCESSING_HOOKS": ["api.contract.hooks.add_components"],
}
# Owners and the SHA-256 of their keys: who has one may search more often.
API_KEYS: dict[str, str] = env.dict("API_KEYS", default={})
# How many requests of one process may wait for the changes feed: at most half of the server's threads.
FEED_WAITERS: int = env.int("FEED_WAITERS", 2)
# Whether webhooks may lead to this machine itself, as a developer's do.
WEBHOOKS_TO_LOOPBACK: bool = env.bool("WEBHOOKS_TO_LOOPBACK", not PRODUCTION)
# Comments may be sent from the site and from these origins; public reads are everybody's (api/cors.py).
CORS_ALLOWED_ORIGINS = [origin(SITE_URL), *env.list("CORS_ALLOWED_ORIGINS", default=[])]
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS", "POST"]
CORS_URLS_REGEX = r"^/api/v1/articles/[^/]+/comments(/|\.html)$"

# Delivery has no session that a foreign form or frame could use; its pages forbid frames by their own policy.
SILENCED_SYSTEM_CHECKS = [] if _HUB else ["security.W002", "security.W003"]

if PRODUCTION:
    SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS: int = env.int("HSTS_SECONDS", 31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
