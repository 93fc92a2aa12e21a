"""A plugin for Copydesk: saved e-mails as pages, articles as a bibliography."""
