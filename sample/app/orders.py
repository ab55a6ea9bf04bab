"""Orders as they come in from the shop."""

from dataclasses import dataclass, field

from money import to_cents


@dataclass
class Line:
    """One article of an order. `price` is in cents for one piece."""

    article: str
    quantity: int
    price: int

    def amount(self):
        """What this line costs, in cents."""
        return self.quantity * self.price


@dataclass
class Order:
    """What one customer ordered, and the voucher codes that came with it."""

    customer: str
    lines: list[Line] = field(default_factory=list)
    vouchers: list[str] = field(default_factory=list)

    def add(self, article, quantity, price):
        """Add a line; `price` is text such as "12.50"."""
        self.lines.append(Line(article, quantity, to_cents(price)))
        return self

    def amount(self):
        """What all lines cost together, in cents, before discounts."""
        return sum(line.amount() for line in self.lines)
