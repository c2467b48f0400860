"""How much a file may ask of the reader: every opener stops here before it costs memory or minutes."""

MIB = 1024 * 1024

FILE_BYTES = 64 * MIB  # any file; a report has 0.1 MB, a yearbook chapter 5
HTML_BYTES = 16 * MIB  # a page is parsed as a whole

ZIP_MEMBERS = 10_000
ZIP_TOTAL_BYTES = 1024 * MIB  # declared size of all members; only the text parts are ever unpacked
ZIP_PART_BYTES = 128 * MIB  # one part that is unpacked (streamed, never held as a whole)
ZIP_SMALL_BYTES = 8 * MIB  # below this no ratio is suspicious: repeated table rows pack 1:100
ZIP_RATIO = 200

PDF_PAGES = 5_000
PDF_CHARACTERS = 8_000_000

HTML_EXTRACTOR_ELEMENTS = 25_000  # more, and the extractor would take more than seconds; then our own search alone
HTML_ARTICLE_LINES = 100_000  # more, and the page is a table or a log without furniture: it is taken whole
