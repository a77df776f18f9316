"""One step of learning, number by number."""
from pages.ui.first_principles import principles
from pages.ui.shared import doorway, guard

doorway.require_app(__file__)
guard.show()
principles.show()
