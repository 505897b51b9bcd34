package io.github.churnml.data.excel;

import javax.xml.stream.XMLStreamReader;

/** Counts the texts that cells share, which are held in memory as soon as a cell asks for the last one. */
final class XlsxShared implements XlsxXml.Visitor {

    private final XlsxArchive archive;
    private final int most;
    private int count;
    private long chars;

    private XlsxShared(XlsxArchive archive, int most) {
        this.archive = archive;
        this.most = most;
    }

    /** How many there are. */
    static int count(XlsxArchive archive, XlsxLimits limits) {
        String part = archive.sharedPart();
        if (part == null) {
            return 0;
        }
        XlsxShared shared = new XlsxShared(archive, limits.sharedTexts());
        archive.walk(part, limits.sharedBytes(), done -> {}, shared);
        return shared.count;
    }

    @Override
    public void start(XMLStreamReader xml) {
        if (xml.getLocalName().equals("si")) {
            chars = 0;
            if (count++ == most) {
                throw archive.refused("has more than " + most + " different texts");
            }
        }
    }

    @Override
    public void text(XMLStreamReader xml) {
        chars += xml.getTextLength();
        if (chars > XlsxLimits.CELL_CHARS) {
            throw archive.refused("has a text of more than " + XlsxLimits.CELL_CHARS + " characters");
        }
    }
}
