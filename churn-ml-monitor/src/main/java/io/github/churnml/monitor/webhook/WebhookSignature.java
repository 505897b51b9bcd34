package io.github.churnml.monitor.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs bodies, and tells whether one was signed: HMAC-SHA256 (RFC 2104) over a time and the body. Immutable. */
final class WebhookSignature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int LONGEST_HEADER = 1_000;

    private final SecretKeySpec key;

    WebhookSignature(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    String of(byte[] body, Instant now) {
        String seconds = Long.toString(now.getEpochSecond());
        return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac(seconds, body));
    }

    /** Of several signatures, as while a secret is changed, one suffices. */
    boolean holds(String header, byte[] body, Duration tolerance, Instant now) {
        if (header.length() > LONGEST_HEADER) {
            return false;
        }
        String seconds = "";
        for (String part : header.split(",", -1)) {
            if (part.strip().startsWith("t=")) {
                seconds = part.strip().substring(2);
            }
        }
        if (!isLately(seconds, tolerance, now)) {
            return false;
        }
        byte[] wanted = HexFormat.of().formatHex(mac(seconds, body)).getBytes(StandardCharsets.US_ASCII);
        boolean holds = false;
        for (String part : header.split(",", -1)) {
            byte[] given = part.strip().getBytes(StandardCharsets.UTF_8);
            holds |= part.strip().startsWith("v1=")
                    && MessageDigest.isEqual(wanted, Arrays.copyOfRange(given, 3, given.length));
        }
        return holds;
    }

    private static boolean isLately(String seconds, Duration tolerance, Instant now) {
        return seconds.matches("\\d{1,12}")
                && Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), now)
                                .abs()
                                .compareTo(tolerance)
                        <= 0;
    }

    private byte[] mac(String seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
