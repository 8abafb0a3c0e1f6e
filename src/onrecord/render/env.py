"""The templates of the pages and pictures, escaping on."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from onrecord.render.map_views import SIGNS

TEMPLATES = Environment(
    loader=PackageLoader("onrecord.render"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.globals["signs"] = {stance.value: sign for stance, sign in SIGNS.items()}
