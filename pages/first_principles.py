"""One training step, number by number."""
from pages.ui import doorway
from pages.ui.first_principles import course, kept
from pages.ui.shared import guard
from pages.ui.shared.keeping import keeper

doorway.require_app(__file__)
guard.show()
course.show()
keeper.keep(kept.LEARNED)
