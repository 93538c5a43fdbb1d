package io.millrace.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The little XML that S3 speaks. Answers are read without document types and without looking anything up. */
final class BucketXml {
    private static final XMLInputFactory READERS = readers();

    private BucketXml() {}

    private static XMLInputFactory readers() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** The texts of all elements of a name, wherever they stand. @throws IOException when it is no XML */
    static List<String> texts(byte[] xml, String element) throws IOException {
        List<String> texts = new ArrayList<>();
        try {
            XMLStreamReader reader = READERS.createXMLStreamReader(new ByteArrayInputStream(xml));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals(element)) {
                    texts.add(reader.getElementText());
                }
            }
            return texts;
        } catch (XMLStreamException e) {
            throw new IOException("the service answered something that is no XML", e);
        }
    }

    /** The code of an error, such as {@code NoSuchKey}; empty when the answer has none that could be one. */
    static Optional<String> code(byte[] answer) {
        try {
            return texts(answer, "Code").stream()
                    .filter(code -> code.matches("[A-Za-z]{1,60}"))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** @param keys of characters that need no escape */
    static byte[] delete(List<String> keys) {
        StringBuilder xml =
                new StringBuilder("<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Quiet>true</Quiet>");
        keys.forEach(key -> xml.append("<Object><Key>").append(key).append("</Key></Object>"));
        return xml.append("</Delete>").toString().getBytes(StandardCharsets.UTF_8);
    }
}
