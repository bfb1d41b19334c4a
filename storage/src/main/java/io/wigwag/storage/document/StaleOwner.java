package io.wigwag.storage.document;

/// A later owner has raised the fence: the writer has lost what it writes about and must stop at once. Nothing
/// behind the fence was written.
public final class StaleOwner extends StoreException {
    private static final long serialVersionUID = 1L;

    /// @param fence names what was owned, as [Write.Guard] does
    public StaleOwner(Key fence) {
        super("owned by somebody later: " + fence);
    }
}
