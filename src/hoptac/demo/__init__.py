"""Story organizations for a first look, built only through actions, so that the demo obeys every rule of the house.

An alliance (`can-tho`) with the declared figures of two years, and a cooperative (`tan-hung`) that keeps its members and
its capital here. Everyone and everything in it is invented.
"""

from hoptac.demo.building import DEMO_SIGN_INS, build_demo

__all__ = ["DEMO_SIGN_INS", "build_demo"]
