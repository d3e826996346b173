"""Results that are kept from run to run, so that what has not changed is not audited again."""

from audit.cache.entries import Kept
from audit.cache.folder import Folder, default_folder
from audit.cache.keeping import Cache, opened

__all__ = ["Cache", "Folder", "Kept", "default_folder", "opened"]
