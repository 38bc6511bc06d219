# A page that could not be taken over.
pages-trouble-page = This page could not be shown.
pages-notice-page = Page
