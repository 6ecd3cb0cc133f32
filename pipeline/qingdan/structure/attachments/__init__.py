"""Attachments: announced, printed behind the notice, or in files of their own."""
