# Reads the values of CurrentVersion with libregf (Debian: python3-libregf), for comparison.
import sys

import pyregf

hive = pyregf.file()
hive.open(sys.argv[1])
key = hive.get_key_by_path("\\Microsoft\\Windows NT\\CurrentVersion")
sys.exit(0 if key and sum(1 for value in key.values) else 1)
