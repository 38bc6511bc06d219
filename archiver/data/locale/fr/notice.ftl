# Une page qui n’a pas pu être reprise.
pages-trouble-page = Cette page n’a pas pu être montrée.
pages-notice-page = Page
