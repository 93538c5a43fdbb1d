package io.millrace.tools.email;

import io.millrace.sdk.ActionCall;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.Sensitive;
import io.millrace.sdk.ToolException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A composed message (RFC 5322, MIME).
 *
 * <p>Its Message-ID is made from the call's key, so that every attempt of a step sends the same one and a mail server or
 * reader that recognises repeated ids shows the message once.
 *
 * @param hidden whether a part of it came from a secret, so that it must not be recorded readable
 */
record Letter(MimeMessage message, InternetAddress sender, List<String> recipients, String messageId, boolean hidden) {
    private static final int MAX_RECIPIENTS = 100;
    private static final Set<String> OWN_FIELDS = Set.of(
            "from",
            "to",
            "cc",
            "bcc",
            "reply-to",
            "subject",
            "message-id",
            "date",
            "received",
            "return-path",
            "mime-version");

    static Letter compose(ActionCall call, String usualSender, InstantSource clock) throws ToolException {
        Map<String, Object> input = call.input();
        try {
            InternetAddress sender = one("from", input.getOrDefault("from", usualSender));
            String messageId = messageId(call.key(), sender);
            MimeMessage message = new FixedIdMessage(messageId);
            message.setFrom(sender);
            List<String> recipients = new ArrayList<>();
            address(message, RecipientType.TO, "to", input, recipients);
            address(message, RecipientType.CC, "cc", input, recipients);
            address(message, RecipientType.BCC, "bcc", input, recipients);
            if (recipients.isEmpty() || recipients.size() > MAX_RECIPIENTS) {
                throw refused("An e-mail needs 1 to " + MAX_RECIPIENTS + " recipients, not " + recipients.size() + ".");
            }
            if (input.get("reply_to") != null) {
                message.setReplyTo(many("reply_to", input.get("reply_to")));
            }
            message.setSubject(oneLine("subject", input.get("subject")), "UTF-8");
            message.setSentDate(Date.from(clock.instant()));
            headers(message, input.get("headers"));
            body(message, input.get("text"), input.get("html"));
            message.saveChanges();
            return new Letter(message, sender, List.copyOf(recipients), messageId, holdsSecret(input));
        } catch (MessagingException e) {
            throw new ToolException(ErrorClass.VALIDATION, "The e-mail cannot be composed: " + e.getMessage(), e);
        }
    }

    /** The recipients as the envelope needs them. */
    InternetAddress[] envelope() throws MessagingException {
        List<InternetAddress> addresses = new ArrayList<>();
        for (String recipient : recipients) {
            addresses.add(new InternetAddress(recipient));
        }
        return addresses.toArray(InternetAddress[]::new);
    }

    private static void address(
            MimeMessage message, RecipientType type, String field, Map<String, Object> input, List<String> recipients)
            throws MessagingException, ToolException {
        Object given = input.get(field);
        if (given == null || given.equals("")) {
            return;
        }
        InternetAddress[] addresses = many(field, given);
        message.setRecipients(type, addresses);
        for (InternetAddress address : addresses) {
            if (!recipients.contains(address.getAddress())) {
                recipients.add(address.getAddress());
            }
        }
    }

    private static InternetAddress one(String field, Object given) throws ToolException {
        InternetAddress[] addresses = many(field, given);
        if (addresses.length != 1) {
            throw refused("'" + field + "' must hold exactly one address.");
        }
        return addresses[0];
    }

    private static InternetAddress[] many(String field, Object given) throws ToolException {
        List<InternetAddress> all = new ArrayList<>();
        for (Object item : given instanceof List<?> list ? list : List.of(given)) {
            String text = oneLine(field, item);
            try {
                all.addAll(List.of(InternetAddress.parse(text, true)));
            } catch (AddressException e) {
                throw refused("'" + field + "' holds '" + (item instanceof Sensitive ? Sensitive.MASK : text)
                        + "', which is not an e-mail address. Write ada@example.com or Ada <ada@example.com>.");
            }
        }
        for (InternetAddress address : all) {
            if (address.isGroup() || !address.getAddress().contains("@")) {
                throw refused("'" + field + "' holds an address without a domain.");
            }
        }
        return all.toArray(InternetAddress[]::new);
    }

    private static void headers(MimeMessage message, @Nullable Object given) throws MessagingException, ToolException {
        if (!(given instanceof Map<?, ?> headers)) {
            return;
        }
        for (Map.Entry<?, ?> header : headers.entrySet()) {
            String name = String.valueOf(header.getKey());
            String plain = name.toLowerCase(Locale.ROOT);
            if (!plain.matches("[a-z][a-z0-9-]*") || OWN_FIELDS.contains(plain) || plain.startsWith("content-")) {
                throw refused("The header '" + name + "' cannot be set here; it has a field of its own or is no name.");
            }
            message.setHeader(name, oneLine("headers." + name, header.getValue()));
        }
    }

    private static void body(MimeMessage message, @Nullable Object text, @Nullable Object html)
            throws MessagingException {
        if (html == null) {
            message.setText(revealed(text), "UTF-8");
        } else if (text == null) {
            message.setText(revealed(html), "UTF-8", "html");
        } else {
            MimeBodyPart plain = new MimeBodyPart();
            plain.setText(revealed(text), "UTF-8");
            MimeBodyPart rich = new MimeBodyPart();
            rich.setText(revealed(html), "UTF-8", "html");
            message.setContent(new MimeMultipart("alternative", plain, rich));
        }
    }

    private static String revealed(@Nullable Object value) {
        return value == null ? "" : Sensitive.reveal(value);
    }

    /** A line break in a header would start another header. */
    private static String oneLine(String field, @Nullable Object value) throws ToolException {
        String text = revealed(value);
        if (text.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
            throw refused("'" + field + "' must be one line without control characters.");
        }
        return text;
    }

    private static String messageId(String key, InternetAddress sender) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            String domain = sender.getAddress().substring(sender.getAddress().lastIndexOf('@') + 1);
            return "<" + HexFormat.of().formatHex(digest, 0, 16) + "@" + domain + ">";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean holdsSecret(@Nullable Object value) {
        return switch (value) {
            case Sensitive _ -> true;
            case Map<?, ?> map -> map.values().stream().anyMatch(Letter::holdsSecret);
            case List<?> list -> list.stream().anyMatch(Letter::holdsSecret);
            case null, default -> false;
        };
    }

    private static ToolException refused(String message) {
        return new ToolException(ErrorClass.VALIDATION, message);
    }

    private static final class FixedIdMessage extends MimeMessage {
        private final String messageId;

        FixedIdMessage(String messageId) {
            super(Session.getInstance(new Properties()));
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
