"""Where a notice prints what it is: title, number, issuers, date, addressees."""
