"""What pdfplumber alone costs: text and tables of every page of the files named."""

import sys

import pdfplumber

for name in sys.argv[1:]:
    with pdfplumber.open(name) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()
