"""Invoices: what a customer has to pay, and how it is printed."""

from discounts import apply_discounts
from money import percent_of

TAX_PERCENT = 19


def invoice_total(order):
    """What the customer pays in cents: discounts taken off, tax added."""
    net = apply_discounts(order)
    return net + percent_of(net, TAX_PERCENT)


def print_invoice(order):
    """Print the lines of an order and the total."""
    print(f"Invoice for {order.customer}")
    for line in order.lines:
        print(f"  {line.quantity} x {line.article}: {line.amount() / 100:.2f}")
    print(f"  total: {invoice_total(order) / 100:.2f}")
