"""Prints the invoices of two orders. The second one fails: a good case for "Weir: Debug"."""

from invoice import print_invoice
from orders import Order


def main():
    first = Order("Ada").add("notebook", 3, "2.50").add("pen", 10, "0.90")
    first.vouchers.append("SPRING")
    print_invoice(first)

    second = Order("Grace", vouchers=["SUMMER"]).add("lamp", 1, "39.90")
    print_invoice(second)


if __name__ == "__main__":
    main()
