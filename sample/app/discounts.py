"""Discounts: which vouchers there are and what each takes off an order."""

from money import percent_of

VOUCHERS = {
    "SPRING": {"percent": 10},
    "WELCOME": {"percent": 5},
    "FREIGHT": {"cents": 490},
}


def discount_of(code, amount):
    """What one voucher takes off an amount, in cents, never more than the amount itself."""
    voucher = VOUCHERS.get(code)
    if "percent" in voucher:
        return percent_of(amount, voucher["percent"])
    return min(voucher["cents"], amount)


def apply_discounts(order):
    """What is left to pay after all vouchers, each applied to what the one before left over."""
    left = order.amount()
    for code in order.vouchers:
        left -= discount_of(code, left)
    return left
