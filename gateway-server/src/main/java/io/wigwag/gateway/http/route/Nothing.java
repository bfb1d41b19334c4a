package io.wigwag.gateway.http.route;

/// What goes in or out where there is nothing to say.
public record Nothing() {
    public static final Nothing AT_ALL = new Nothing();
}
