"""One step of learning, number by number."""
from pages.ui import doorway, guard, principles

doorway.require_app(__file__)
guard.show()
principles.show()
principles.painter.bring()
