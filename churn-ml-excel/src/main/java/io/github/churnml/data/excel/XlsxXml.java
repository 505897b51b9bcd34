package io.github.churnml.data.excel;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import io.github.churnml.error.ChurnException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Goes through XML that nobody has checked before: no document type, bounded depth, size and length of a token. */
final class XlsxXml {

    /** Is told what there is; elements by their local names. */
    interface Visitor {
        /** An element begins. */
        default void start(XMLStreamReader xml) {}

        /** Some text; that of one element may come in several parts. */
        default void text(XMLStreamReader xml) {}

        /** An element ends. */
        default void end(XMLStreamReader xml) {}
    }

    private XlsxXml() {}

    static void walk(
            InputStream in,
            long tokenBytes,
            long largest,
            XlsxArchive archive,
            String part,
            LongConsumer progress,
            Visitor visitor) {
        Bounded bounded = new Bounded(in, tokenBytes, largest, archive, part, progress);
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(bounded);
            int depth = 0;
            while (xml.hasNext()) {
                int event = xml.next();
                bounded.tokenEnds();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    if (++depth > XlsxLimits.DEPTH) {
                        throw archive.refused("has a part that is nested more than " + XlsxLimits.DEPTH + " deep");
                    }
                    visitor.start(xml);
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                    visitor.end(xml);
                } else if (event == XMLStreamConstants.CHARACTERS
                        || event == XMLStreamConstants.CDATA
                        || event == XMLStreamConstants.SPACE) {
                    visitor.text(xml);
                }
            }
        } catch (ChurnException e) {
            throw e;
        } catch (XMLStreamException | RuntimeException e) {
            throw XlsxArchive.damaged(archive.path(), e);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, Boolean.FALSE);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, Boolean.FALSE);
        return factory;
    }

    /** Counts what is really unpacked. */
    private static final class Bounded extends FilterInputStream {
        private final long tokenBytes;
        private final long largest;
        private final XlsxArchive archive;
        private final String part;
        private final LongConsumer progress;
        private long count;
        private long tokenStart;

        Bounded(
                InputStream in,
                long tokenBytes,
                long largest,
                XlsxArchive archive,
                String part,
                LongConsumer progress) {
            super(in);
            this.tokenBytes = tokenBytes;
            this.largest = largest;
            this.archive = archive;
            this.part = part;
            this.progress = progress;
        }

        void tokenEnds() {
            tokenStart = count;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int read = in.read(target, from, length);
            if (read > 0) {
                count += read;
                if (count > largest) {
                    throw archive.tooLarge(part, largest);
                }
                if (count - tokenStart > tokenBytes) {
                    throw archive.refused("has a text or tag of more than " + tokenBytes + " bytes");
                }
                progress.accept(count);
            }
            return read;
        }
    }
}
