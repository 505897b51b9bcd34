/**
 * The model that answers, as a registry says: {@code RegistryFollower} sees each promotion and rollback at the next request and
 * has the new champion answer it, {@code Versions} keeps a few versions loaded, {@code RegistryFolders} finds the registry of a
 * name.
 *
 * <p>No API: its types are public for the other rooms of this module alone, and may change at any time.
 */
@NullMarked
package io.github.churnml.serving.registry;

import org.jspecify.annotations.NullMarked;
