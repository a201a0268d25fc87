/// The arguments are none that the driver knows.
struct UsageError: Error {}
