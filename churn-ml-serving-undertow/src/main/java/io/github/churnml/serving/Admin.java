package io.github.churnml.serving;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import org.jspecify.annotations.Nullable;

/** Who may change what a server does. */
interface Admin {

    /** No one: there is no key that would tell an administrator from others. */
    Admin NO_ONE = exchange -> Problem.of(
            StatusCodes.FORBIDDEN,
            "admin-off",
            "This server takes no orders over HTTP.",
            "Start it with an admin key to allow them; a watched model file is loaded without.");

    /** Why a request may not give orders; null if it may. */
    @Nullable
    Problem refuse(HttpServerExchange exchange);
}
