package io.wigwag.sandbox.fault;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Whom a rule is for; what is left out is anybody.
///
/// @param account a number, a hidden id, or `name:` and a push name; it need not exist yet
public record Scope(Optional<String> account, OptionalInt device, OptionalLong connection) {
    public static final Scope ALL = new Scope(Optional.empty(), OptionalInt.empty(), OptionalLong.empty());

    public static Scope account(String account) {
        return new Scope(Optional.of(account), OptionalInt.empty(), OptionalLong.empty());
    }

    public static Scope device(String account, int device) {
        return new Scope(Optional.of(account), OptionalInt.of(device), OptionalLong.empty());
    }

    public static Scope connection(long id) {
        return new Scope(Optional.empty(), OptionalInt.empty(), OptionalLong.of(id));
    }

    boolean isAll() {
        return equals(ALL);
    }
}
