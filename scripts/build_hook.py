"""What the program reads beside its code lies at the top of the repository; an installed copy has it in the package.

An editable installation reads it where it is, so nothing is copied there.
"""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BESIDE_THE_CODE = ("templates", "static", "migrations")


class HouseHook(BuildHookInterface):
    """Puts the folders into the wheel as `hoptac/house`, where `hoptac.settings` looks for them first."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it builds; `version` is "standard" or "editable"."""
        if version != "editable":
            build_data["force_include"] |= {name: f"hoptac/house/{name}" for name in BESIDE_THE_CODE}
