"""Amounts of money as whole cents, so that nothing is lost in rounding."""


def to_cents(text):
    """Turn a price such as "12.50" into 1250."""
    whole, _, fraction = text.partition(".")
    return int(whole) * 100 + int(fraction.ljust(2, "0")[:2])


def share(amount, parts):
    """Split an amount into equal parts; the first parts get the cents that are left over."""
    each, rest = divmod(amount, parts)
    return [each + 1 if index < rest else each for index in range(parts)]


def percent_of(amount, percent):
    """A percentage of an amount, rounded half up to a whole cent."""
    return (amount * percent + 50) // 100


def total(amounts):
    """The sum of all amounts."""
    return sum(amounts)
