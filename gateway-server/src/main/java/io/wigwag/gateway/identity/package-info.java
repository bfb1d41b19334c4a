/// Who calls: tenants, their API keys, and the gate that asks for one.
///
/// ```
/// collection   document                            indexes
/// tenants      name, created                       by id, under the system's tenant
/// apiKeys      hash, label, permissions, created   everywhere by keyId (unique), under their tenant
/// ```
@NullMarked
package io.wigwag.gateway.identity;

import org.jspecify.annotations.NullMarked;
