"""One step of learning, number by number."""
from pages.ui import doorway, principles

doorway.require_app(__file__)
principles.show()
principles.painter.bring()
