"""The engine: configuration, plan, location, gate and runner, with the command line on top."""

__version__ = "0.1.0"
