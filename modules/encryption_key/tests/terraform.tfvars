# The setting that the tests of this module start from.
description = "Encrypts what cafe-orders-test keeps."
