package io.github.churnml.jdbc.registry;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a registry: a JDBC URL with one parameter more, which names the registry. A parameter, and no {@code #name} at the end:
 * what stands behind a number sign may be the rest of a password.
 *
 * @param url the URL for the driver
 * @param registry the registry's name
 */
record RegistryAddress(String url, String registry) {

    private static final String PARAMETER = "churn_registry";
    private static final String UNNAMED = "default";
    private static final Pattern GIVEN =
            Pattern.compile("([?&;])" + PARAMETER + "=([^&;]*)(&?)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    static RegistryAddress of(String address) {
        Matcher given = GIVEN.matcher(address);
        if (!given.find()) {
            return new RegistryAddress(address, UNNAMED);
        }
        // Of ?a=1 and &a=1 the mark goes too, but not where it begins the parameters that follow.
        boolean staysFirst = given.group(1).equals("?") && !given.group(3).isEmpty();
        String url = address.substring(0, given.start())
                + (staysFirst ? "?" : given.group(3))
                + address.substring(given.end());
        String name = requireName(given.group(2));
        if (GIVEN.matcher(url).find()) {
            throw new ConfigurationException(
                    "The registry's address names " + PARAMETER + " twice.", "Maybe keep one.", Where.nowhere());
        }
        return new RegistryAddress(url, name);
    }

    /** The name of a registry, if it is one. */
    static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ConfigurationException(
                    "The registry's name " + Wording.value(name)
                            + " is not made of letters, digits and . _ -, at most 100.",
                    "Maybe it is like us, as in jdbc:postgresql://host/db?" + PARAMETER + "=us.",
                    Where.nowhere());
        }
        return name;
    }

    /** {@return the registry's name; the URL may hold a password} */
    @Override
    public String toString() {
        return "RegistryAddress[" + registry + "]";
    }
}
