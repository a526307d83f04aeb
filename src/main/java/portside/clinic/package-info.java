/**
 * Here belongs what error messages mean. They are recognised by what stands in {@code
 * content/clinic}, not by code; what somebody pastes is answered and forgotten.
 */
@org.jspecify.annotations.NullMarked
package portside.clinic;
