/// Real stage functions and durable queues.
enum HeadgateIngest {}
